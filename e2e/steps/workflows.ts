import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../harness/program.ts';

/** A workflow as ComfyUI exports it for its API: the one of SDXL that the studio comes with. */
export async function sdxlWorkflow(): Promise<string> {
  const { generators } = JSON.parse(await readFile(join(root, 'resources/generators/comfyui.json'), 'utf8'));
  return JSON.stringify(generators.find(({ id }: { id: string }) => id === 'comfyui-sdxl').route.graph);
}

/** A workflow as ComfyUI's canvas saves it: boxes, without what their inputs are called. */
export const shownWorkflow = JSON.stringify({
  last_node_id: 1,
  nodes: [{ id: 1, type: 'KSampler', pos: [100, 100], widgets_values: [1, 'fixed', 20, 8, 'euler'] }],
  links: [],
  version: 0.4,
});
