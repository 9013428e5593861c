import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { drawMark } from './icons/draw-mark.ts';
import { type Png, packIcns, packIco } from './icons/pack-icons.ts';

// Draws the app's icons into resources/icons. Run again after changing the drawing: node scripts/make-icons.ts

const dir = join(import.meta.dirname, '../resources/icons');
const sides = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const page = await browser.newPage();

async function render(svg: string, side: number): Promise<Png> {
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  return { side, bytes: await page.screenshot({ omitBackground: true }) };
}

await mkdir(dir, { recursive: true });
const [full, mac]: [Png[], Png[]] = [[], []];
for (const side of sides) {
  full.push(await render(drawMark(0), side));
  mac.push(await render(drawMark(100), side));
}
await browser.close();

await writeFile(join(dir, 'icon.svg'), drawMark(0));
for (const { side, bytes } of full) await writeFile(join(dir, `${side}x${side}.png`), bytes);
await writeFile(join(dir, 'icon.ico'), packIco(full.filter(({ side }) => side <= 256)));
await writeFile(join(dir, 'icon.icns'), packIcns(mac));
