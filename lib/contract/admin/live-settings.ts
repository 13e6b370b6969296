/** The parts of the page, in its order. */
export const settingGroups = {
  maintenance: "Maintenance",
  doors: "Who may come in",
  credits: "Free credits",
  prices: "Packs and prices",
  files: "Files",
  limits: "Limits",
  people: "Whom people ask",
  records: "Records",
} as const;
export type SettingGroup = keyof typeof settingGroups;

type Labeled = { group: SettingGroup; label: string; explains: string };
/** What a person gives: on or off, one of some words, a whole number of something, a line of text, a time, or packs for sale. */
export type LiveSetting = Labeled &
  (
    | { kind: "switch" | "text" | "time" | "packs" | "address" }
    | { kind: "choice"; choices: readonly string[] }
    | { kind: "number"; unit: string; whenEmpty?: string }
    | { kind: "numbers"; unit: string }
  );

/**
 * The settings that an operator may change while the studio runs, and how each is shown. A closed list: all others are read once,
 * at the start. Their values are checked by lib/env/settings-schema.ts, wherever they come from.
 */
export const liveSettings = {
  MAINTENANCE: {
    group: "maintenance",
    kind: "switch",
    label: "Closed for maintenance",
    explains:
      "New photos are refused, from the workbench and the API. Everything else goes on, and photos under way are finished.",
  },
  MAINTENANCE_MESSAGE: {
    group: "maintenance",
    kind: "text",
    label: "Message",
    explains: "What people read on every page, and programs in the answer.",
  },
  MAINTENANCE_UNTIL: {
    group: "maintenance",
    kind: "time",
    label: "Expected to be over",
    explains: "Shown to people, and how long programs are asked to wait. The studio stays closed until you open it.",
  },
  API_ENABLED: {
    group: "doors",
    kind: "switch",
    label: "Public API",
    explains: "Off: every call with a key is refused. The workbench goes on.",
  },
  SIGN_UP: {
    group: "doors",
    kind: "choice",
    choices: ["open", "closed"],
    label: "Sign-up",
    explains: "Open: anyone may make an account. Closed: only an operator can.",
  },
  SIGNUP_CREDITS: {
    group: "credits",
    kind: "number",
    unit: "credits",
    label: "For a new account",
    explains: "Credits that a new account gets.",
  },
  SIGNUP_CREDITS_PER_RANGE_PER_DAY: {
    group: "credits",
    kind: "number",
    unit: "credits",
    whenEmpty: "ten times those of one account",
    label: "For one network a day",
    explains: "Free credits that all sign-ups of a day (UTC) from one address range get together. 0 gives none.",
  },
  SIGNUP_CREDITS_PER_DAY: {
    group: "credits",
    kind: "number",
    unit: "credits",
    whenEmpty: "a hundred times those of one account",
    label: "For everybody a day",
    explains: "Free credits that all sign-ups of a day (UTC) get together. 0 gives none.",
  },
  CREDIT_PACKS: {
    group: "prices",
    kind: "packs",
    label: "Packs for sale",
    explains: "What was bought before keeps the credits and the price it was sold at.",
  },
  RETENTION_HOURS: {
    group: "files",
    kind: "number",
    unit: "hours",
    label: "Photos are kept for",
    explains: "Photos, outputs and their links, from now on; those that are there keep the time they were given.",
  },
  KEEP_PHOTOS: {
    group: "files",
    kind: "switch",
    label: "People may keep photos longer",
    explains: "Until they let them go. Off again, what was kept stays kept.",
  },
  ACCOUNT_STORAGE_GB: {
    group: "files",
    kind: "number",
    unit: "GB",
    whenEmpty: "as much as is left free on the disk; any amount in a bucket",
    label: "Files of one account",
    explains: "An account above it gets its further photos refused.",
  },
  MIN_FREE_DISK_MB: {
    group: "files",
    kind: "number",
    unit: "MB",
    label: "Kept free on the disk",
    explains: "Below it new photos are refused.",
  },
  TEST_JOBS_PER_DAY: {
    group: "limits",
    kind: "number",
    unit: "photos",
    label: "Test photos a day",
    explains: "Photos that one account may send with its test keys in 24 hours.",
  },
  KEY_REQUESTS_PER_MINUTE: {
    group: "limits",
    kind: "number",
    unit: "requests",
    label: "Requests of a key a minute",
    explains: "With one API key.",
  },
  ACCOUNT_REQUESTS_PER_MINUTE: {
    group: "limits",
    kind: "number",
    unit: "requests",
    label: "Requests of an account a minute",
    explains: "With all its keys and the workbench together.",
  },
  MAX_PARALLEL_UPLOADS: {
    group: "limits",
    kind: "number",
    unit: "uploads",
    label: "Uploads at the same time",
    explains: "That one process receives. One account holds at most three times what it leaves free.",
  },
  MAX_WAITING_JOBS: {
    group: "limits",
    kind: "number",
    unit: "jobs",
    label: "Async jobs that wait",
    explains: "Or run at the same time, over all processes together.",
  },
  ENGINE_QUEUE: {
    group: "limits",
    kind: "number",
    unit: "photos",
    label: "Photos that wait for the engine",
    explains: "For each process with an engine; further ones are refused.",
  },
  OPERATOR_CONTACT: {
    group: "people",
    kind: "address",
    label: "For credits, accounts and help",
    explains: "A mailto:, https: or tel: address, shown where people need you.",
  },
  SECURITY_CONTACT: {
    group: "people",
    kind: "address",
    label: "For reports of a weakness",
    explains: "A mailto:, https: or tel: address, published in /.well-known/security.txt.",
  },
  WEBHOOK_RETRY_SECONDS: {
    group: "records",
    kind: "numbers",
    unit: "seconds",
    label: "Webhook retries",
    explains: "How long to wait before each retry of a failed delivery. After the last one it is given up.",
  },
  AUDIT_DAYS: {
    group: "records",
    kind: "number",
    unit: "days",
    label: "Audit log is kept for",
    explains: "Older entries are deleted.",
  },
  LOG_LEVEL: {
    group: "records",
    kind: "choice",
    choices: ["debug", "info", "warn", "error", "silent"],
    label: "What is logged",
    explains: "This level and those above it.",
  },
} as const satisfies Record<string, LiveSetting>;

export type LiveSettingName = keyof typeof liveSettings;
export const liveSettingNames = Object.keys(liveSettings) as [LiveSettingName, ...LiveSettingName[]];
export const isLiveSetting = (name: string): name is LiveSettingName => Object.hasOwn(liveSettings, name);
