import { expect, it } from 'vitest';
import { childOf, findNode, parseXml, type XmlNode } from '../parse-xml.ts';
import { testCut, testHandOver } from '../test-hand-over.ts';
import { writeXmeml } from './write-xmeml.ts';

const number = (node: XmlNode, name: string): number => Number(childOf(node, name)?.text);
const everyNode = (node: XmlNode): XmlNode[] => [node, ...node.children.flatMap(everyNode)];

function sequenceOf(rate: Parameters<typeof testCut>[0]) {
  const over = testHandOver(testCut(rate));
  const root = parseXml(writeXmeml(over));
  const sequence = findNode(root, 'sequence') as XmlNode;
  return { over, root, sequence, pictures: findNode(sequence, 'track')?.children ?? [] };
}

it('flags NTSC rates and starts at 0', () => {
  const { sequence, over } = sequenceOf('30000/1001');
  expect(childOf(childOf(sequence, 'rate'), 'timebase')?.text).toBe('30');
  expect(childOf(childOf(sequence, 'rate'), 'ntsc')?.text).toBe('TRUE');
  expect(childOf(childOf(sequence, 'timecode'), 'displayformat')?.text).toBe('DF');
  expect(number(sequence, 'duration')).toBe(over.cut.frames);
});

it('leaves only those edges open that touch a transition, and shows as much as it plays', () => {
  const { pictures, over } = sequenceOf('25');
  let now = 0;
  for (const [index, node] of pictures.entries()) {
    if (node.name !== 'clipitem') continue;
    const [before, after] = [pictures[index - 1], pictures[index + 1]];
    const start = before?.name === 'transitionitem' ? number(before, 'start') : number(node, 'start');
    const end = after?.name === 'transitionitem' ? number(after, 'end') : number(node, 'end');
    expect(number(node, 'start') === -1).toBe(before?.name === 'transitionitem');
    expect(number(node, 'end') === -1).toBe(after?.name === 'transitionitem');
    expect(number(node, 'out') - number(node, 'in')).toBe(end - start);
    now = end;
  }
  expect(now).toBe(over.cut.frames);
});

it('describes each file once and names it from then on', () => {
  const { root } = sequenceOf('24');
  const files = everyNode(root).filter(({ name }) => name === 'file');
  const whole = files.filter(({ children }) => children.length > 0).map(({ attributes }) => attributes.id);
  expect(new Set(whole).size).toBe(whole.length);
  expect(new Set(files.map(({ attributes }) => attributes.id))).toEqual(new Set(whole));
  const ids = everyNode(root)
    .filter(({ name }) => name === 'clipitem')
    .map(({ attributes }) => attributes.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(childOf(files[0], 'pathurl')?.text).toMatch(/^file:\/\/localhost\/tmp\/hand%20%C3%B6ver\//);
});

it('says speeds in percent and levels as linear gain', () => {
  const { root } = sequenceOf('30');
  const values = (id: string) =>
    everyNode(root)
      .filter((node) => node.name === 'parameter' && childOf(node, 'parameterid')?.text === id)
      .map((node) => childOf(node, 'value')?.text);
  expect(values('speed')).toContain('200');
  expect(values('level')).toContain(String(Math.round(10 ** (-6 / 20) * 1e5) / 1e5));
  expect(values('str')).toEqual(['Ahoy\n& <welcome>']);
});
