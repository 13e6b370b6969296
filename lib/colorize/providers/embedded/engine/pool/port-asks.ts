import type { MessagePort } from "node:worker_threads";
import { AppError } from "../../../../../errors/app-error";
import type { ErrorCode } from "../../../../../errors/error-codes";

/** On the port of a task beside its messages: what a worker asks of the thread that gave it the task, and the answer. */
type AskMessage<Ask> = { ask: Ask };
/** An AppError is sent as its fields, because it would lose its class when sent across threads. */
type AnswerMessage<Reply> = { reply: Reply } | { refusal: { code: ErrorCode; detail: string } };

const isAsk = <Ask>(message: unknown): message is AskMessage<Ask> =>
  typeof message === "object" && message !== null && "ask" in message;

/**
 * Called in the worker, once at a time per task. Never resolves when the task is stopped meanwhile, because the worker ends then.
 * @throws {AppError} the refusal of the other thread
 */
export function askOverPort<Ask, Reply>(port: MessagePort, ask: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    port.once("message", (answer: AnswerMessage<Reply>) => {
      if ("reply" in answer) resolve(answer.reply);
      else reject(new AppError(answer.refusal.code, { detail: answer.refusal.detail }));
    });
    port.postMessage({ ask } satisfies AskMessage<Ask>);
  });
}

type Listeners<Message, Ask, Reply> = {
  onMessage?: (message: Message) => void;
  /** Answers what the task asks. `signal` aborts when the task ends, for whatever reason. */
  onAsk?: (ask: Ask, signal: AbortSignal) => Promise<Reply>;
};

/** Called in the thread that gave the task: passes on its messages and answers what it asks, until the port is closed. */
export function listenToPort<Message, Ask, Reply>(
  port: MessagePort,
  { onMessage, onAsk }: Listeners<Message, Ask, Reply>,
  signal: AbortSignal,
): void {
  const answer = async (ask: Ask): Promise<AnswerMessage<Reply>> => {
    try {
      if (!onAsk) throw new AppError("engine_failed", { detail: "Nobody answers what the engine asks." });
      return { reply: await onAsk(ask, signal) };
    } catch (error) {
      if (error instanceof AppError) return { refusal: { code: error.code, detail: error.message } };
      return { refusal: { code: "upstream_error", detail: "The engine failed on this photo. Nothing was charged." } };
    }
  };
  port.on("message", (message: Message | AskMessage<Ask>) => {
    if (!isAsk<Ask>(message)) return onMessage?.(message);
    void answer(message.ask).then((sent) => port.postMessage(sent));
  });
}
