"use client";

import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { type LiveSetting, liveSettings, type SettingGroup, settingGroups } from "@/lib/contract/admin/live-settings";
import type { SettingsAnswer } from "@/lib/contract/admin/settings-answers";
import { FindingsList } from "../findings-list";
import { FixedSettingsTable } from "./fixed-settings-table";
import { MaintenanceCard } from "./maintenance-card";
import { SettingHistory } from "./setting-history";
import { SettingRow } from "./setting-row";
import { useSettings } from "./use-settings";

/** The maintenance has a card of its own. */
const groups = (Object.keys(settingGroups) as SettingGroup[]).filter((group) => group !== "maintenance");

/** The page of settings: what is wrong, what can be changed now, what was changed, and what only a restart changes. */
export function SettingsView({ initial }: { initial: SettingsAnswer }) {
  const { live, fixed, findings, changes } = useSettings(initial).data;
  const inGroup = (group: SettingGroup) =>
    live.filter(({ name }) => (liveSettings[name] as LiveSetting).group === group);
  return (
    <>
      <PageHeader title="Settings">
        What you change here counts within seconds, in every process of the studio. What the environment gives wins over
        it.
      </PageHeader>
      {findings.length > 0 ? (
        <Section title="To look at">
          <FindingsList findings={findings} />
        </Section>
      ) : null}
      <MaintenanceCard live={live} />
      {groups.map((group) => (
        <Section key={group} title={settingGroups[group]}>
          <ul className="divide-y rounded-xl border bg-card">
            {inGroup(group).map((setting) => (
              <SettingRow key={setting.name} setting={setting} />
            ))}
          </ul>
        </Section>
      ))}
      <Section title="Changes">
        <SettingHistory changes={changes} live={live} />
      </Section>
      <Section title="Read at the start">
        <p className="max-w-prose text-muted-foreground text-sm">
          These change with a restart: they are set in .env or in the environment of each process. This is what the
          process that answered you has; of secrets it says only that they are there.
        </p>
        <FixedSettingsTable settings={fixed} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-lg">{title}</h2>
      {children}
    </section>
  );
}
