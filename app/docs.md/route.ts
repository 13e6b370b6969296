import { readChoices } from "@/components/docs/samples/sample-choices";
import { writeDocsMarkdown } from "@/components/docs/write-markdown";
import { readDocsFacts } from "@/lib/http/pages/page-data";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD } = defineRoute(
  { GET: { auth: "public", handler: answer }, HEAD: { auth: "public", handler: answer } },
  { cors: true },
);

async function answer({ request }: { request: Pick<Request, "url" | "headers"> }): Promise<Response> {
  const choices = readChoices(Object.fromEntries(new URL(request.url).searchParams));
  const text = writeDocsMarkdown(await readDocsFacts(request.headers), choices);
  return new Response(text, { headers: { "Content-Type": "text/markdown; charset=utf-8" } });
}
