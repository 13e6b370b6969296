import type { AccountView } from "@/lib/contract/admin/operator-views";
import { ActionButton } from "../parts/action-button";
import { AccessButtons } from "./access-dialogs";
import { SuspendButton } from "./suspend-dialog";

type Props = { account: AccountView };

const addressOf = ({ user }: AccountView) => `/api/admin/users/${user.id}`;
const typeEmail = ({ user: { email } }: AccountView) => ({
  label: "Type the account's email address",
  name: email,
  mismatch: "That is not this address",
});

/** What an operator does to an account. What cannot be taken back wants its address typed; nobody locks themselves out. */
export function UserActions({ account }: Props) {
  const { user, isOwn } = account;
  return (
    <section aria-label="Actions" className="flex flex-wrap gap-2">
      <AccessButtons userId={user.id} suspended={user.suspended} />
      <EndSessions account={account} />
      {user.hasSecondFactor ? <ResetSecondFactor account={account} /> : null}
      <ChangeRole account={account} />
      {user.suspended ? (
        <ActionButton
          size="sm"
          path={`${addressOf(account)}/suspension`}
          method="DELETE"
          done={`${user.email} can sign in again`}
        >
          Restore
        </ActionButton>
      ) : null}
      {user.suspended || isOwn ? null : <SuspendButton userId={user.id} email={user.email} />}
      {isOwn ? null : <Deletion account={account} />}
    </section>
  );
}

function EndSessions({ account }: Props) {
  const { user, sessions, isOwn } = account;
  const where = sessions === 1 ? "1 browser" : `${sessions} browsers`;
  return (
    <ActionButton
      size="sm"
      path={`${addressOf(account)}/sessions`}
      method="DELETE"
      done="The account is signed out everywhere"
      confirm={{
        title: "End all sessions?",
        text: `${user.email} is signed out of ${where}${isOwn ? ", this one too" : ""}. API keys go on working.`,
        label: "End sessions",
      }}
    >
      End sessions
    </ActionButton>
  );
}

const ResetSecondFactor = ({ account }: Props) => (
  <ActionButton
    size="sm"
    path={`${addressOf(account)}/second-factor`}
    method="DELETE"
    done="The second factor is off; its owner is told by mail"
    confirm={{
      title: "Switch the second factor off?",
      text: `Do it only for somebody you know to be ${account.user.email}: the password alone opens the account then.`,
      label: "Switch off",
      nameToType: typeEmail(account),
    }}
  >
    Reset second factor
  </ActionButton>
);

function ChangeRole({ account }: Props) {
  const { user, isOwn } = account;
  const promotes = user.role === "customer";
  const texts = promotes
    ? {
        title: "Make this account an operator?",
        text: "It sees and does everything on these pages.",
        label: "Make operator",
      }
    : {
        title: isOwn ? "Give up running the studio?" : "Make this account a customer?",
        text: isOwn ? "These pages close to you at once." : "These pages close to it at once.",
        label: "Make customer",
      };
  return (
    <ActionButton
      size="sm"
      path={`${addressOf(account)}/role`}
      method="PUT"
      body={{ role: promotes ? "operator" : "customer" }}
      done={promotes ? `${user.email} runs the studio now` : `${user.email} is a customer now`}
      confirm={{ ...texts, nameToType: typeEmail(account) }}
    >
      {texts.label}
    </ActionButton>
  );
}

function Deletion({ account }: Props) {
  const { email, leaving } = account.user;
  const path = `${addressOf(account)}/deletion`;
  if (leaving)
    return (
      <ActionButton size="sm" path={path} method="DELETE" done={`${email} stays`}>
        Keep the account
      </ActionButton>
    );
  return (
    <ActionButton
      size="sm"
      path={path}
      method="PUT"
      done={`${email} will be deleted in seven days`}
      confirm={{
        title: "Delete this account?",
        text: "It is signed out and told by mail. In seven days its photos, results, keys and sessions are gone for good; until then it can be kept.",
        label: "Delete account",
        nameToType: typeEmail(account),
      }}
    >
      Delete
    </ActionButton>
  );
}
