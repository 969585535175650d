@doc@
@prototype@
{
    @declarations@
    plog_writer plog@initializer@;

    @filter@
    @nulls@
    @begin@
    if (plog.at == NULL)
        return;
    @arguments@
    plog_end(plog);
}
