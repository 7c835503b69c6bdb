import { ChartNoAxesColumn, LayoutTemplate, Send, Settings, Users } from "lucide-react";

/** The rooms of a workspace in the order of the navigation. */
export const ROOMS = [
  { path: "overview", label: "Overview", icon: ChartNoAxesColumn },
  { path: "campaigns", label: "Campaigns", icon: Send },
  { path: "templates", label: "Templates", icon: LayoutTemplate },
  { path: "audience", label: "Audience", icon: Users },
  { path: "settings", label: "Settings", icon: Settings },
];
