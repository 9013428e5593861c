import { z } from 'zod';

// zod would try `new Function` for speed, which the page's content security policy refuses and reports.
z.config({ jitless: true });
