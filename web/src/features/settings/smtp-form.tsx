import { useQueryClient } from "@tanstack/react-query";
import { patch, post, type Model } from "@/lib/api";
import { useAt } from "@/lib/session";
import { SimpleForm } from "@/ui/simple-form";

type Props = { provider?: Model<"Provider">; close: () => void };

const text = (value: number | string | null | undefined) => (value === null || value === undefined ? "" : String(value));
const count = (value: string | null | undefined) => (value ? Number(value) : null);

/** A new SMTP provider, or one that is changed: what signs us in stays unless a new user name or password is given. */
export function SmtpForm({ provider, close }: Props) {
  const at = useAt();
  const client = useQueryClient();
  const server = provider?.settings && "host" in provider.settings ? provider.settings : null;
  const submit = async ({ name, host, port, username, password, ...caps }: Record<string, string | null>) => {
    const fields = {
      name,
      settings: { host: host ?? "", port: count(port) },
      max_sends_per_second: count(caps.max_sends_per_second),
      max_sends_per_day: count(caps.max_sends_per_day),
      ...(username || password ? { credentials: { username, password } } : {}),
    };
    if (provider) await patch(at("/email-infrastructure/providers/{id}", { id: provider.id }), fields);
    else await post(at("/email-infrastructure/providers"), { provider_type: "SMTP", ...fields });
    await client.invalidateQueries({ queryKey: [at("/email-infrastructure/providers")] });
  };
  return (
    <SimpleForm
      title={provider ? `Edit ${provider.name}` : "Add an SMTP provider"}
      hint={provider ? "User name and password stay unless you give new ones, both of them." : "User name and password are kept encrypted and never shown again."}
      fields={[
        { name: "name", label: "Name", required: true },
        { name: "host", label: "Server", required: true, placeholder: "smtp.example.com" },
        { name: "port", label: "Port", placeholder: "587", type: "number" },
        { name: "username", label: "User name" },
        { name: "password", label: "Password", type: "password" },
        { name: "max_sends_per_second", label: "Mails a second, at most", placeholder: "no limit", type: "number" },
        { name: "max_sends_per_day", label: "Mails a day, at most", placeholder: "no limit", type: "number" },
      ]}
      initial={
        provider && {
          name: provider.name,
          host: text(server?.host),
          port: text(server?.port),
          max_sends_per_second: text(provider.max_sends_per_second),
          max_sends_per_day: text(provider.max_sends_per_day),
        }
      }
      verb={provider ? "Save" : "Add provider"}
      submit={submit}
      close={close}
    />
  );
}
