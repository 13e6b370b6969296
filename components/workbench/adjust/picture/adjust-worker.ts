import { createPaintLoop, type ToPainter } from "./paint-loop";

/*
 * The worker that applies recipes. Only what is declared here is used of its scope: the project's types are those of a page, where
 * `postMessage` is another function.
 */
declare const self: {
  onmessage: ((event: MessageEvent<ToPainter>) => void) | null;
  postMessage(message: unknown): void;
};

const order = createPaintLoop((answer) => self.postMessage(answer));

self.onmessage = ({ data }) => {
  order(data);
};
