import { config } from 'zod';

// The first thing the page reads: its content policy forbids code made from strings, which zod would otherwise try to make as soon
// as the first schema stands.
config({ jitless: true });
