/** Another program of ours, as it was started: a utility process of Electron's, or a child of Node's in tests. */
export interface Program {
  send(message: unknown): void;
  onMessage(hear: (message: unknown) => void): void;
  /** Once, when it has ended. */
  onExit(hear: () => void): void;
  kill(): void;
}
