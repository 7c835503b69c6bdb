import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Tags } from "lucide-react";
import { useState } from "react";
import { get, remove, type Model } from "@/lib/api";
import { words } from "@/lib/format";
import { useAt, useMay } from "@/lib/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { Loaded } from "@/ui/query-state";
import { Badge, Card, Empty } from "@/ui/surface";
import { CategoryForm } from "./category-form";

type Category = Model<"Category">;

/** The kinds of mail that people choose among on their preference page. */
export function Categories() {
  const at = useAt();
  const client = useQueryClient();
  const mayWrite = useMay("WRITE");
  const [open, setOpen] = useState<Category | "new">();
  const [deleting, setDeleting] = useState<Category>();
  const path = at("/audience/categories");
  const categories = useQuery({ queryKey: [path], queryFn: ({ signal }) => get(path, signal) });
  const create = mayWrite && (
    <Button icon={Plus} onClick={() => setOpen("new")}>
      New category
    </Button>
  );
  return (
    <>
      {!!categories.data?.items.length && create && <div className="mb-4 flex justify-end">{create}</div>}
      <Card>
        <Loaded query={categories}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={Tags} title="No categories yet" action={create}>
                A category is a kind of mail, such as product news. People can leave one and stay in the others.
              </Empty>
            ) : (
              <ul className="divide-y divide-line">
                {items.map((category) => (
                  <li key={category.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
                    <div className="min-w-0 flex-1 basis-48">
                      <p className="font-medium">{category.name}</p>
                      {category.description && <p className="text-xs text-muted">{category.description}</p>}
                    </div>
                    <span className="flex flex-wrap gap-1.5">
                      {category.template_categories.map((each) => (
                        <Badge key={each}>{words(each)}</Badge>
                      ))}
                    </span>
                    {mayWrite && (
                      <span className="flex gap-2">
                        <Button size="small" aria-label={`Edit ${category.name}`} onClick={() => setOpen(category)}>
                          Edit
                        </Button>
                        <Button size="small" look="danger" aria-label={`Delete ${category.name}`} onClick={() => setDeleting(category)}>
                          Delete
                        </Button>
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      {open && <CategoryForm category={open === "new" ? undefined : open} close={() => setOpen(undefined)} />}
      {deleting && (
        <Confirm
          title={`Delete ${deleting.name}?`}
          effect="What people said about it is lost, and it disappears from their preference page."
          verb="Delete category"
          dangerous
          act={async () => {
            await remove(at("/audience/categories/{id}", { id: deleting.id }));
            await client.invalidateQueries({ queryKey: [path] });
          }}
          close={() => setDeleting(undefined)}
        />
      )}
    </>
  );
}
