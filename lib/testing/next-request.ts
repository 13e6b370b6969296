import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { createRequestStoreForAPI } from "next/dist/server/async-storage/request-store";
import { appendMutableCookies } from "next/dist/server/web/spec-extension/adapters/request-cookies";
import type { NextRequest } from "next/server";
import type { RouteHandler } from "../http/route/define-route";

type WorkStore = Parameters<typeof workAsyncStorage.run>[0];
type Store = Parameters<typeof createRequestStoreForAPI>;

/** The handler as Next calls it: `cookies()` and `headers()` are those of the request, and what is set goes into the answer. */
export function asNextCallsIt(handler: RouteHandler): RouteHandler {
  return (request, info) => {
    const store = createStore(request);
    const route = request.nextUrl.pathname;
    // The few fields that next/headers reads; Next's own type has forty.
    const work = { route, forceStatic: false, dynamicShouldError: false } as WorkStore;
    return workAsyncStorage.run(work, () =>
      workUnitAsyncStorage.run(store, async () => {
        const response = await handler(request, info);
        const headers = new Headers(response.headers);
        appendMutableCookies(headers, store.mutableCookies);
        return new Response(response.body, { status: response.status, headers });
      }),
    );
  };
}

function createStore(request: NextRequest) {
  const tags: Store[2] = { tags: [], expirationsByCacheKind: new Map() };
  const preview = { previewModeId: "", previewModeEncryptionKey: "", previewModeSigningKey: "" };
  return createRequestStoreForAPI(request, request.nextUrl, tags, undefined, preview, undefined);
}
