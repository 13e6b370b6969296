import { changeSettingsSchema } from "@/lib/contract/admin/settings-answers";
import { handleChangeSettings, handleReadSettings } from "@/lib/http/admin/handle-settings";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "operator", handler: handleReadSettings },
  PATCH: { auth: "operator", body: changeSettingsSchema, handler: handleChangeSettings },
});
