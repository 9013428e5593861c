import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPathGrants } from './path-grants.ts';
import { temporaryFolder } from './testing/sabotage.ts';

/** A library (always allowed) and a folder elsewhere (allowed by no one). */
async function places() {
  const base = await temporaryFolder();
  const [library, elsewhere] = [join(base, 'library'), join(base, 'elsewhere')];
  await mkdir(library);
  await mkdir(elsewhere);
  await writeFile(join(elsewhere, 'a.mp4'), 'x');
  return { library, elsewhere, grants: createPathGrants(() => [library]) };
}

const refused = { code: 'not-allowed' };

describe('createPathGrants', () => {
  it('allows what lies in a root, there or not yet, and nothing beside it', async () => {
    const { library, elsewhere, grants } = await places();
    for (const path of [library, join(library, 'new'), join(library, 'new', 'b.mp4'), join(library, '..name')]) {
      expect(await grants.check(path)).toBe(path);
    }
    for (const path of [
      elsewhere,
      `${library}-2`,
      join(library, '..'),
      '/',
      join(library, '..', 'elsewhere', 'a.mp4'),
    ]) {
      await expect(grants.check(path)).rejects.toMatchObject(refused);
    }
  });

  it('allows a file or folder once it was granted, and not its neighbours', async () => {
    const { elsewhere, grants } = await places();
    const file = join(elsewhere, 'a.mp4');
    grants.grant(file);
    expect(await grants.check(file)).toBe(file);
    await expect(grants.check(join(elsewhere, 'b.mp4'))).rejects.toMatchObject(refused);
    grants.grant(elsewhere);
    expect(await grants.check(join(elsewhere, 'deep', 'b.mp4'))).toBe(join(elsewhere, 'deep', 'b.mp4'));
  });

  it('allows a file that was picked for saving before it exists', async () => {
    const { elsewhere, grants } = await places();
    const target = join(elsewhere, 'out', 'film.mp4');
    grants.grant(target);
    expect(await grants.check(target)).toBe(target);
    await mkdir(join(elsewhere, 'out'));
    await writeFile(target, 'x');
    expect(await grants.check(target)).toBe(target);
  });

  it('looks through links', async () => {
    const { library, elsewhere, grants } = await places();
    await symlink(elsewhere, join(library, 'out'));
    await symlink(library, join(elsewhere, 'in'));
    await symlink(join(elsewhere, 'nothing yet'), join(library, 'dangling'));
    await symlink(join(library, 'round'), join(library, 'round'));
    for (const name of ['out', 'out/a.mp4', 'out/new.mp4', 'dangling', 'dangling/x', 'round']) {
      await expect(grants.check(join(library, name))).rejects.toMatchObject(refused);
    }
    expect(await grants.check(join(elsewhere, 'in', 'b.mp4'))).toBe(join(library, 'b.mp4'));
  });

  it('does not let a grant follow a link that was put in its place later', async () => {
    const { library, elsewhere } = await places();
    const grants = createPathGrants(() => []);
    const picked = join(library, 'picked');
    await mkdir(picked);
    grants.grant(picked);
    await rm(picked, { recursive: true });
    await symlink(elsewhere, picked);
    await expect(grants.check(join(picked, 'a.mp4'))).rejects.toMatchObject(refused);
  });

  it('refuses what is no complete path', async () => {
    const { library, grants } = await places();
    for (const path of [
      '',
      '.',
      'a.mp4',
      relative(process.cwd(), library),
      `${library}/a\0.mp4`,
      'file:///etc/passwd',
    ]) {
      await expect(grants.check(path)).rejects.toMatchObject(refused);
      expect(() => grants.grant(path)).toThrow(expect.objectContaining(refused));
    }
    await expect(grants.check(join(library, 'x'.repeat(300)))).rejects.toMatchObject(refused);
  });

  it('asks for the roots at every check, and knows them through links', async () => {
    const { library, elsewhere } = await places();
    const roots = [library];
    const grants = createPathGrants(() => roots);
    await expect(grants.check(join(elsewhere, 'a.mp4'))).rejects.toMatchObject(refused);
    const link = join(library, 'link');
    await symlink(elsewhere, link);
    roots.push(link);
    expect(await grants.check(join(elsewhere, 'a.mp4'))).toBe(join(elsewhere, 'a.mp4'));
  });
});
