import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerControl } from "./control";
import { type DeliverySettings, WebhookCourier } from "./events/webhook-courier";
import { type ApiState, answerApi } from "./http/answer-api";
import { sendJson } from "./http/http-message";
import { answerPage } from "./pages/answer-page";
import { createWorld } from "./world";

export type StripeFake = {
  /** `http://127.0.0.1:PORT`: what STRIPE_API_BASE has to be. */
  url: string;
  stop(): Promise<void>;
};
type Options = { port: number; delivery: Pick<DeliverySettings, "target" | "secret">; now?: () => Date };

/** A stand-in for Stripe on this machine alone; remembers nothing when it ends. Port 0 takes a free one. */
export async function startStripeFake({ port, delivery, now = () => new Date() }: Options): Promise<StripeFake> {
  const world = createWorld({ now });
  const state: ApiState = { world, replays: new Map(), faults: [] };
  const courier = new WebhookCourier(world, { withhold: false, copies: 1, delayMs: 0, shuffle: false, ...delivery });
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const answer = path.startsWith("/v1/")
      ? answerApi(state, request, response)
      : path === "/_control"
        ? answerControl(state, courier, request, response)
        : answerPage(world, request, response);
    answer.catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { type: "api_error", message: String(error) } });
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    courier.end();
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: world.origin, stop };
}
