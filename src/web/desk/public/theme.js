// Before anything is drawn: a desk in red night vision must not flash white while the rest loads.
const theme = localStorage.getItem('theme');
if (theme) document.documentElement.classList.add(`theme-${theme}`);
