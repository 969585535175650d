/* What each module logs at the moment: its own level and what is more serious. One byte each, so that a change needs no lock. */
@storage@volatile uint8_t plog_levels[@count@] = { @levels@ };

void @prefix@_set_level(@prefix@_module module, plog_level level)
{
    plog_levels[module] = (uint8_t)level;
}

plog_level @prefix@_get_level(@prefix@_module module)
{
    return (plog_level)plog_levels[module];
}
