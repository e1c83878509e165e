import { beforeEach } from 'vitest';

// What a test of another file has chosen by hand would come first, and what it has typed would be there.
beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
