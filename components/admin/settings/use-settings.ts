import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import {
  type ChangeSettingsRequest,
  type LiveSettingAnswer,
  type SettingsAnswer,
  settingsAnswerSchema,
} from "@/lib/contract/admin/settings-answers";

const address = "/api/admin/settings";

/** Every setting, as the process that answers has it. */
export function useSettings(initial: SettingsAnswer) {
  return useQuery({
    queryKey: queryKeys.settings,
    queryFn: ({ signal }) => fetchJson(address, settingsAnswerSchema, { signal }),
    initialData: initial,
  });
}

/** Changes settings, all of those given or none. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: ChangeSettingsRequest["values"]) =>
      fetchJson(address, settingsAnswerSchema, { method: "PATCH", body: { values } }),
    onSuccess: async (answer) => {
      client.setQueryData(queryKeys.settings, answer);
      // The banner of this very page.
      await client.invalidateQueries({ queryKey: queryKeys.maintenance });
    },
  });
}

/** By name; the answer has every one of the list. */
export function findSetting(live: readonly LiveSettingAnswer[], name: LiveSettingAnswer["name"]): LiveSettingAnswer {
  return live.find((setting) => setting.name === name) ?? { name, value: null, source: "default", default: null };
}
