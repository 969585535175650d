/* What is said on stderr. */
#ifndef MESSAGES_H
#define MESSAGES_H

/* From now on what is written to stderr reaches it without what a terminal would take as a command: names of files, texts of a table and of an ELF are
   other people's. Call once, first of all. */
void messages_begin(void);

#endif
