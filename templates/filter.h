/* The spec's modules, each with a level of its own. @upper@_MODULE_MAIN is what stands outside any module. */
typedef enum {
    @modules@
} @prefix@_module;

/* From now on, the module logs this level and what is more serious. Starts with all that is compiled in. Anywhere. */
void @prefix@_set_level(@prefix@_module module, plog_level level);
plog_level @prefix@_get_level(@prefix@_module module);
@shared@
