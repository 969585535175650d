@retry@
@doc@
@prototype@
{
    @declarations@
    plog_writer plog@initializer@;

    @filter@
    @replaced@
    @begin@
    @lost@
    @nulls@
    @arguments@
    @end@(plog);
}
