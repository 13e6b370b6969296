/** A reason that is told in one sentence, without a stack. */
export class CommandError extends Error {}
