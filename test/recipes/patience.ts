import { configure } from '@testing-library/dom';

// A page takes longer than the library's one second if the machine is busy.
configure({ asyncUtilTimeout: 60_000 });
