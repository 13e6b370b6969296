import { handleDeleteBackup, handleDownloadBackup } from "@/lib/http/admin/upkeep/handle-backups";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "operator", params: idParams, handler: handleDownloadBackup },
  DELETE: { auth: "operator", params: idParams, handler: handleDeleteBackup },
});
