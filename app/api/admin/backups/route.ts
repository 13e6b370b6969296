import { startBackupSchema } from "@/lib/contract/admin/upkeep-requests";
import { handleListBackups, handleStartBackup } from "@/lib/http/admin/upkeep/handle-backups";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "operator", handler: handleListBackups },
  POST: { auth: "operator", body: startBackupSchema, handler: handleStartBackup },
});
