// Next runs this in the browser before anything of the app. zod would try whether it may compile code from text, which the
// Content-Security-Policy forbids and reports. It reads this object when it is loaded; importing its `config` here would put the
// whole library into every page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

// A file of the app is a module.
export {};
