// The browser that tests and screenshots look through.

/** @param {{ chromium: string, playwright: string }} host what `installHost` answered */
export async function openBrowser(host) {
  const { chromium } = await import(host.playwright);
  return chromium.launch({
    executablePath: host.chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
