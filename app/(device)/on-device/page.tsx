import type { Metadata } from "next";
import { OnDeviceScreen } from "@/components/workbench/on-device/on-device-screen";

export const metadata: Metadata = {
  title: "On this device",
  description: "Black-and-white photos in color in your own browser: nothing is uploaded.",
  manifest: "/on-device/app.webmanifest",
  appleWebApp: { title: "Pixomax" },
  icons: { apple: "/on-device/icons/icon-192.png" },
};

export default function OnDevicePage() {
  return <OnDeviceScreen />;
}
