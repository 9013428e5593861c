import type { ErrorData } from '../../../shared/errors.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { fileName } from './export-text.ts';

type Props = { error: ErrorData; destination: string; onReplace: () => void };

/** Why a file was not written. One that is in the way may be replaced; it stays until the new one is finished. */
export function Refusal({ error, destination, onReplace }: Props) {
  const inTheWay = error.code === 'conflict' && error.details.exists === true;
  return (
    <ErrorNote
      error={error}
      actions={inTheWay && <Button onClick={onReplace}>Replace {fileName(destination)}</Button>}
    />
  );
}
