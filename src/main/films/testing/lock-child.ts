// A second studio that tries to lock the film folder in argv[2], says how it went, and holds on until it is killed.
import { AppError } from '../../../shared/errors.ts';
import { lockFilm } from '../film-lock.ts';

try {
  await lockFilm(process.argv[2] ?? '');
  process.stdout.write('mine\n');
} catch (error) {
  process.stdout.write(`${error instanceof AppError ? error.code : String(error)}\n`);
}
process.stdin.resume();
