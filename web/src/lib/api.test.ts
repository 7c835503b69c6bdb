import { expect, it } from "vitest";
import { address, get, under, withQuery } from "./api";

const lists = address("/workspaces/{ws}/audience/lists", { ws: "mill" });

it("fills the places of a path and encodes what does not belong there", () => {
  expect(lists).toBe("/workspaces/mill/audience/lists");
  expect(address("/preferences/{token}", { token: "a/b?c" })).toBe("/preferences/a%2Fb%3Fc");
});

it("goes on below an address", () => {
  const campaign = address("/workspaces/{ws}/email-marketing/campaigns/{id}", { ws: "mill", id: "7" });
  expect(under(campaign, "/send")).toBe("/workspaces/mill/email-marketing/campaigns/7/send");
});

it("leaves empty filters out of the address", () => {
  expect(withQuery(lists, { after: "", limit: 5 })).toBe("/workspaces/mill/audience/lists?limit=5");
  expect(withQuery(lists, { after: undefined })).toBe(lists);
});

it("is checked by the compiler", () => {
  // Each line has to be refused: tsc complains about an expectation of an error that does not come.
  const refused = [
    // @ts-expect-error a place is missing
    () => address("/workspaces/{ws}/audience/lists"),
    // @ts-expect-error no such path
    () => address("/workspaces/{ws}/audience/lets", { ws: "mill" }),
    // @ts-expect-error no such filter
    () => withQuery(lists, { status: "ACTIVE" }),
    // @ts-expect-error a text put together by hand is no address
    () => get("/workspaces/mill/audience/lists"),
    // @ts-expect-error no such thing below
    () => under(lists, "/send"),
  ];
  expect(refused).toHaveLength(5);
});
