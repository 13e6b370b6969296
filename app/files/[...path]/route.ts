import { defineRoute } from "@/lib/http/define-route";
import { serveFile } from "@/lib/http/serve-file";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: serveFile, HEAD: serveFile });
