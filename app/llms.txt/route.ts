import { writeLlmsIndex } from "@/components/docs/write-llms-index";
import { readDocsFacts } from "@/lib/http/pages/page-data";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD } = defineRoute(
  { GET: { auth: "public", handler: answer }, HEAD: { auth: "public", handler: answer } },
  { cors: true },
);

async function answer({ request }: { request: Pick<Request, "headers"> }): Promise<Response> {
  const text = writeLlmsIndex(await readDocsFacts(request.headers));
  return new Response(text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
