import { AppError } from '../../shared/errors.ts';

/** Grids beyond this are not written by any program; FFmpeg's own limit is 256. */
const largestGrid = 129;

/**
 * Checks the text of a .cube file (Adobe's Cube LUT specification 1.0): one three-dimensional table with all of its
 * colours. Throws `damaged` with the line that is wrong, and `unsupported` for a one-dimensional table.
 */
export function checkCube(text: string): void {
  let size: number | null = null;
  let rows = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (size !== null && isRow(line)) rows += 1;
    else if (line.startsWith('LUT_1D_SIZE')) throw oneDimensional();
    else if (line.startsWith('LUT_3D_SIZE')) size = gridSize(line);
    else if (!isAside(line)) throw damaged(`Line ${index + 1} is not what belongs in a .cube file.`);
  }
  if (size === null) throw damaged('It does not say its LUT_3D_SIZE.');
  if (rows !== size ** 3) throw damaged(`It has ${rows} colours where its size ${size} needs ${size ** 3}.`);
}

function gridSize(line: string): number {
  const size = Number(line.split(/\s+/)[1]);
  if (Number.isInteger(size) && size >= 2 && size <= largestGrid) return size;
  throw damaged(`Its LUT_3D_SIZE is not a whole number from 2 to ${largestGrid}.`);
}

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;
const row = new RegExp(`^${number}\\s+${number}\\s+${number}$`);
const isRow = (line: string): boolean => row.test(line);

/** Comments, title, domain, and what programs add of their own, such as LUT_3D_INPUT_RANGE. */
const isAside = (line: string): boolean => line === '' || line.startsWith('#') || /^[A-Z][A-Z0-9_]*\b/.test(line);

function damaged(message: string): AppError {
  return new AppError({ code: 'damaged', message, action: 'Save the look again, or choose another.' });
}

function oneDimensional(): AppError {
  const message = 'It is a one-dimensional table, which changes brightness and contrast but no colours.';
  return new AppError({ code: 'unsupported', message, action: 'Save the look as a 3D .cube file.' });
}
