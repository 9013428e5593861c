/** Programs of ours that run beside the engine: the GPL voice engine by its licence, the sketch renderer for its load. */
export type HelperName = 'voice-process' | 'sketch-process';

/** A started helper. Messages are structured-cloneable values. */
export type HelperProcess = {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the helper was killed. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
};

/** How a door starts helpers: child_process under Node, utilityProcess in Electron. */
export type ForkHelper = (name: HelperName) => HelperProcess;
