import type { ErrorCode } from "../../errors/error-codes";

/** The rows of the table of errors that are about who calls, and what they may do. */
export const accountProblems = {
  second_factor_required: {
    status: 401,
    title: "Second factor required",
    fix: "Enter the code of your authenticator app, or a recovery code.",
  },
  second_factor_failed: {
    status: 401,
    title: "Wrong code",
    fix: "Enter the code that your authenticator app shows now, or a recovery code that you have not used yet.",
  },
  wrong_address: {
    status: 403,
    title: "Opened at another address",
    fix: "Open the studio at its own address, which the answer names.",
  },
  operator_required: { status: 403, title: "Only for operators", fix: "Sign in with an operator's account." },
  account_suspended: {
    status: 403,
    title: "Account suspended, or about to be deleted",
    fix: "Ask the person who runs this studio. An account that is about to be deleted can be kept in the console.",
  },
  sign_in_required: { status: 401, title: "Not signed in", fix: "Sign in and try again." },
  sign_in_failed: { status: 401, title: "Sign-in failed", fix: "Check your email address and password." },
  sign_up_closed: {
    status: 403,
    title: "Sign-up is closed",
    fix: "Ask the person who runs this studio for an account.",
  },
  email_taken: { status: 409, title: "Email already in use", fix: "Sign in, or use another email address." },
  link_used: { status: 410, title: "Link already used", fix: "Ask for a new link." },
  last_operator: {
    status: 409,
    title: "The last operator",
    fix: "Make somebody else an operator first.",
  },
  setting_fixed: {
    status: 409,
    title: "Set by the environment",
    fix: "Change it where the studio is started, then start it again.",
  },
  sign_in_connected: {
    status: 409,
    title: "Already connected to another account",
    fix: "Disconnect it there first, or sign in with it.",
  },
  key_address_denied: {
    status: 403,
    title: "Key not allowed from this address",
    fix: "Call from an allowed address, or change the key's addresses in the console.",
  },
  key_not_active: {
    status: 409,
    title: "Key not active",
    fix: "Look at the key in the console: it was revoked, replaced, disabled or has expired.",
  },
  api_key_missing: { status: 401, title: "No API key", fix: "Send your key in the X-Api-Key header." },
  api_key_invalid: {
    status: 401,
    title: "Invalid API key",
    fix: "Check the key for typing mistakes, or create a new one in the console.",
  },
  api_key_revoked: { status: 401, title: "API key revoked", fix: "Create a new key in the console." },
  api_key_expired: { status: 401, title: "API key expired", fix: "Create a new key in the console." },
  api_key_disabled: { status: 401, title: "API key disabled", fix: "Enable the key in the console." },
  key_budget_exceeded: {
    status: 403,
    title: "Key budget exceeded",
    fix: "Wait for the next month, or raise the key's budget in the console.",
  },
  key_scope_denied: {
    status: 403,
    title: "Key not allowed to do this",
    fix: "Use a key that has the scope, or give it to this key in the console.",
  },
  foreign_origin: {
    status: 403,
    title: "Request from another origin",
    fix: "Use the studio's own pages, or the public API with a key.",
  },
} satisfies Partial<Record<ErrorCode, { status: number; title: string; fix: string }>>;
