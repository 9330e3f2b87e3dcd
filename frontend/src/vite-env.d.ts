/// <reference types="vite/client" />

/** The frontend's version, put in by the build. */
declare const __APP_VERSION__: string;
