/**
 * Switches for every headless browser that this project starts: WebGPU also where the browser
 * would not offer it by itself, the machine's own GPU on Linux, and no traffic of the browser's own.
 */
export const BROWSER_FLAGS: readonly string[] = [
  '--enable-unsafe-webgpu',
  '--enable-unsafe-swiftshader',
  // The second one is Playwright's own, which this list would overrule.
  ...(process.platform === 'linux'
    ? ['--enable-features=Vulkan,SkipListAccountsWithoutGaiaCookies']
    : []),
  '--disable-quic',
];
