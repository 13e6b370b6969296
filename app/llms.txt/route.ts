import { writeLlmsIndex } from "@/components/docs/write-llms-index";
import { defineRoute } from "@/lib/http/define-route";
import { readDocsFacts } from "@/lib/http/page-data";

export const { GET, HEAD } = defineRoute({ GET: answer, HEAD: answer }, { cors: true });

async function answer(): Promise<Response> {
  const text = writeLlmsIndex(await readDocsFacts());
  return new Response(text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
