import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode, useId } from "react";
import { textLink } from "@/components/ui/class-names";
import type { SchemaForm } from "@/components/ui/forms/use-schema-form";
import type { ConsentTerms, LegalPageName } from "@/lib/contract/accounts/legal";
import type { Credentials } from "./credentials-schemas";

/** What one does with each page: terms are agreed to, what a privacy page tells is only read. */
const verbs: Partial<Record<LegalPageName, string>> = { terms: "agree to", privacy: "have read" };

/** “I agree to Terms and have read Privacy”, each a link to the page in another tab, so that the form keeps what is in it. */
export function ConsentSentence({ lead, terms }: { lead: string; terms: ConsentTerms }): ReactNode {
  return (
    <>
      {lead}{" "}
      {terms.pages.map(({ name, title }, at) => (
        <Fragment key={name}>
          {at > 0 ? " and " : null}
          {verbs[name]}{" "}
          <Link href={`/${name}`} target="_blank" prefetch={false} className={textLink}>
            {title}
          </Link>
        </Fragment>
      ))}
      .
    </>
  );
}

/** The box without which no account is made where the studio has terms or a privacy page. */
export function ConsentField({ form, terms }: { form: SchemaForm<Credentials>; terms: ConsentTerms }) {
  const id = useId();
  const { fields } = form;
  const error = fields.getFieldState("consent", fields.formState).error?.message;
  return (
    <div className="grid gap-2">
      <div className="flex items-start gap-3 text-sm">
        <input
          type="checkbox"
          id={id}
          value={terms.version}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-note` : undefined}
          className="touch-target mt-0.5 size-5 shrink-0 accent-primary"
          {...fields.register("consent", { onChange: () => fields.clearErrors("consent") })}
        />
        <label htmlFor={id}>
          <ConsentSentence lead="I" terms={terms} />
        </label>
      </div>
      {error ? (
        <p id={`${id}-note`} role="alert" className="flex items-start gap-1.5 text-destructive text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
