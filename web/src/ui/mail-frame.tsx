/**
 * Shows the HTML of a mail. It is foreign code: the frame may run no script, open nothing, submit nothing and has no
 * origin; links point at a new window, which the sandbox refuses, so that a click cannot replace the preview.
 */
export function MailFrame({ html, title, width }: { html: string; title: string; width?: number }) {
  return (
    <iframe
      title={title}
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={`<base target="_blank">${html}`}
      className="mx-auto block h-full w-full border-0 bg-white"
      style={{ maxWidth: width, colorScheme: "light" }}
    />
  );
}
