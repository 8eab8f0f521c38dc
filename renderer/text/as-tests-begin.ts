// Test files share a process (vite.config.ts), and so what it speaks. Each begins as the program itself does: in English, with no
// wish of the system. The words of the window say what they speak when they are first read, which is why they are read here.
import './spoken-here.ts';
import { speak } from '#shared/text/spoken.ts';

speak('en', []);
