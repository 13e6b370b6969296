import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { type LocalServer, readBody, startLocalServer } from "./local-server";

export type Hook = { path: string; headers: IncomingHttpHeaders; body: string };
export type HookReceiver = LocalServer & {
  /** In the order they came. */
  hooks: Hook[];
  /** Those sent to one path. */
  at(path: string): Hook[];
  /** How a path answers; 204 where nothing is said. `count` is 1 for its first hook. */
  answers: Record<string, (response: ServerResponse, count: number) => void>;
};

/** A receiver of webhooks, as well-behaved or broken as told. */
export async function startHookReceiver(): Promise<HookReceiver> {
  const hooks: Hook[] = [];
  const answers: HookReceiver["answers"] = {};
  const at = (path: string) => hooks.filter((hook) => hook.path === path);
  const server = await startLocalServer(async (request, response) => {
    const path = request.url ?? "";
    hooks.push({ path, headers: request.headers, body: (await readBody(request)).toString() });
    const answer = answers[path];
    if (answer) answer(response, at(path).length);
    else response.writeHead(204).end();
  });
  return { ...server, hooks, at, answers };
}
