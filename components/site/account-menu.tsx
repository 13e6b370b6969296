"use client";

import { lazy, Suspense, useState } from "react";
import { AccountButton } from "./account-button";

const loadMenu = () => import("./account-menu-list").then((file) => ({ default: file.AccountMenuList }));
const AccountMenuList = lazy(loadMenu);

/** Account and, on phones, the sections that do not fit in the header. The menu itself is loaded when it is about to be opened. */
export function AccountMenu({ email, isOperator }: { email: string | null; isOperator: boolean }) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <AccountButton
      email={email}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={() => setWanted(true)}
    />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenuList email={email} isOperator={isOperator} />
    </Suspense>
  );
}
