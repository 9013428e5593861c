import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

it('runs in a process of its own and is controlled over HTTP', async () => {
  const data = await mkdtemp(join(tmpdir(), 'simulate-'));
  const program = join(import.meta.dirname, 'simulate.ts');
  const child = spawn(process.execPath, [program, '--data', data, '--key', 'rehearsal-key=studio'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line = ''] = await Array.fromAsync(firstLine(child.stdout));
    const { vendors, baseUrls } = JSON.parse(line);
    const { baseUrl, control } = vendors.replicate;
    expect(baseUrls.replicate).toBe(baseUrl);
    const planned = await fetch(control, { method: 'POST', body: JSON.stringify({ kind: 'no-credit' }) });
    expect(planned.status).toBe(200);
    expect((await fetch(control, { method: 'POST', body: '{"kind":"nonsense"}' })).status).toBe(400);
    const submit = () =>
      fetch(`${baseUrl}/models/minimax/hailuo-02/predictions`, {
        method: 'POST',
        headers: { authorization: 'Bearer rehearsal-key' },
        body: JSON.stringify({ input: { prompt: 'a fox', duration: 1 } }),
      });
    expect([(await submit()).status, (await submit()).status]).toEqual([402, 201]);
    const { counts, jobs, book } = await (await fetch(control)).json();
    expect(counts).toMatchObject({ submits: 2, charges: 1 });
    expect(jobs).toMatchObject([{ model: 'minimax/hailuo-02', makes: 'video' }]);
    expect(book).toMatchObject([{ id: jobs[0].id, micros: 45_000, state: 'charged', account: 'studio' }]);
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
    await rm(data, { recursive: true, force: true, maxRetries: 3 });
  }
});

async function* firstLine(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  for await (const line of createInterface({ input: stream })) {
    yield line;
    return;
  }
}
