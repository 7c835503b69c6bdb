import { createBrowserRouter, Navigate } from "react-router";
import { Broken, NotFound } from "./faults";
import { FirstWorkspace, Shell } from "./shell";

export const router = createBrowserRouter([
  {
    errorElement: <Broken />,
    hydrateFallbackElement: <div />,
    children: [
      { path: "/", element: <FirstWorkspace /> },
      { path: "/sign-in", lazy: () => import("@/features/account/sign-in") },
      { path: "/invitation", lazy: () => import("@/features/account/invitation") },
      { path: "/set-up", lazy: () => import("@/features/account/set-up") },
      {
        path: "/w/:slug",
        element: <Shell />,
        children: [
          { index: true, element: <Navigate to="overview" replace /> },
          {
            errorElement: <Broken />,
            children: [
              { path: "overview", lazy: () => import("@/features/overview/page") },
              { path: "campaigns", lazy: () => import("@/features/campaigns/list") },
              { path: "campaigns/new", lazy: () => import("@/features/campaigns/create") },
              { path: "campaigns/:id", lazy: () => import("@/features/campaigns/page") },
              { path: "templates", lazy: () => import("@/features/templates/list") },
              { path: "templates/:id", lazy: () => import("@/features/templates/editor") },
              { path: "audience", lazy: () => import("@/features/audience/room") },
              { path: "audience/import", lazy: () => import("@/features/audience/upload") },
              { path: "audience/import/:id", lazy: () => import("@/features/audience/import-page") },
              { path: "settings", lazy: () => import("@/features/settings/page") },
              { path: "*", element: <NotFound /> },
            ],
          },
        ],
      },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
