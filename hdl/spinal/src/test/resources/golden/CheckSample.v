// Component : CheckSample
`timescale 1ns/1ps
module CheckSample (
  input wire valid,
  output wire [2:0] level,
  input wire aclk,
  input wire aresetn
);
  wire [2:0] _zz_fill;
  wire [0:0] _zz_fill_1;
  reg [2:0] fill;
  assign _zz_fill_1 = valid;
  assign _zz_fill = {2'd0, _zz_fill_1};
  assign level = fill;
  always @(posedge aclk) begin
    if(!aresetn) begin
      fill <= 3'b000;
    end else begin
      fill <= (fill + _zz_fill);
    end
  end
endmodule
