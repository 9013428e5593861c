import { presets } from '../../shared/export.ts';
import { exitCodeTexts } from './exit-codes.ts';

const presetLines = presets
  .map(({ id, about, extension }, index) => {
    const flag = index === 0 ? `--preset ${id}` : `         ${id}`;
    return `  ${flag.padEnd(20)}${about}${extension === 'mp4' ? '' : ` (.${extension})`}`;
  })
  .join('\n');

/** What `circle-take --help` says. */
export const helpText = `Circle Take makes films from storyboards.

  circle-take film SCRIPT --out FILE [options]   make a film from a script, without a window
  circle-take rehearse FILM [options]            run a film folder or script against simulated vendors, at no cost
  circle-take serve [options]                    open the studio in a browser
  circle-take doctor [--json]                    look at what the studio needs on this machine
  circle-take --version

SCRIPT is Markdown (headings are scenes), Fountain, or plain text.

film
  --out FILE          the finished file, with the ending of its preset
  --vendor ID         who makes the pictures: sketch (free, on this machine), replicate, runway …
  --generator ID      one generator for all pictures, such as seedance-1-lite; auto takes the best for each scene
  --voice ID          a voice of the film's speech generator, such as en-gb
  --aspect 16:9       16:9, 9:16, 1:1 or 4:5
${presetLines}
  --captions burnt    burnt into the picture, beside it as SRT and VTT, both, or none
  --hardware          ask for the machine's own encoder; where none works, the usual one makes it
  --keep DIR          keep the film folder there, to open it in the studio; where takes were paid for it is always
                      kept, without --keep in the library
  --replace           replace FILE when it exists
  --max-usd N         do not start when it may cost more than N dollars, and never spend more
  --json              one JSON object a line instead of text

rehearse
  --keep DIR          keep the animatic there, to open it in the studio
  --json              one JSON object a line instead of text
  Ends with 0 when nothing stands in the way of the film, else with the code of the first hurdle.

serve
  --port N            first port to try; 0 takes any free one
  --allow FOLDER      a folder besides the library that films and exports may use; can be repeated
  --no-open           do not open a browser
  --json              the address as JSON

Environment
  REPLICATE_API_TOKEN        a key for Replicate
  CIRCLE_TAKE_USER_DATA      where the ledger and settings are kept
  CIRCLE_TAKE_LIBRARY        where new films go
  CIRCLE_TAKE_VENDOR_URLS    other addresses for vendors: replicate=https://…
  HTTPS_PROXY, HTTP_PROXY    the proxy that vendors are reached through; NO_PROXY names what is reached without it

Exit codes
${exitCodeTexts.map(([code, text]) => `  ${String(code).padEnd(4)} ${text}`).join('\n')}
`;
